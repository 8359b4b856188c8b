/** PDF documents made of views. */
@NullMarked
package org.parvis.documents.pdf;

import org.jspecify.annotations.NullMarked;
