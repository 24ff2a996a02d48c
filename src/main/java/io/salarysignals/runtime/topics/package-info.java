/** Topics in a cluster: what they should look like, made and checked. */
package io.salarysignals.runtime.topics;
