/** QR codes. */
@NullMarked
package org.parvis.documents.qr;

import org.jspecify.annotations.NullMarked;
