/** Encryption at rest: a master key of the installation, data keys of each tenant, files in chunks. */
@NullMarked
package org.parvis.files.seal;

import org.jspecify.annotations.NullMarked;
