/** The HTTP port: read-only, bound to loopback unless told otherwise. */
package io.salarysignals.web;
