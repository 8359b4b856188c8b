/** Text read from PDF files. */
@NullMarked
package org.parvis.documents.text;

import org.jspecify.annotations.NullMarked;
