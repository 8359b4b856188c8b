/** Documents: PDF made of views, text read from PDF, QR codes. */
@NullMarked
@Plugin(id = "documents", core = true)
package org.parvis.documents;

import org.jspecify.annotations.NullMarked;
import org.parvis.api.plugin.Plugin;
