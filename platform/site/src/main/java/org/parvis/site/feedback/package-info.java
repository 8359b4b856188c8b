/** What visitors say of pages: useful or not, and why. */
@NullMarked
package org.parvis.site.feedback;

import org.jspecify.annotations.NullMarked;
