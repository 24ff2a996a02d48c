/** Topics read to their end: the settled view as files. */
package io.salarysignals.runtime.export;
