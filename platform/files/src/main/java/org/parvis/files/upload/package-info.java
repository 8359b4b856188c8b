/** Uploads that go on where they stopped: the tus protocol 1.0, and the files that come by it until their form takes them. */
@NullMarked
package org.parvis.files.upload;

import org.jspecify.annotations.NullMarked;
