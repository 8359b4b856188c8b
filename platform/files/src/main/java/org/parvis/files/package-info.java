/** Pictures and attachments: a store by content, safe decoding, sized variants, and clean rich text. */
@NullMarked
@Plugin(id = "files", core = true, permissions = {"files.library=contributor", "files.edit=editor"})
package org.parvis.files;

import org.jspecify.annotations.NullMarked;
import org.parvis.api.plugin.Plugin;
