/** Where bytes are kept by name: a folder, or a store that speaks S3. */
@NullMarked
package org.parvis.files.store;

import org.jspecify.annotations.NullMarked;
