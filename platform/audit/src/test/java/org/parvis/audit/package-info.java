/** Tests of the audit log. */
@NullMarked
package org.parvis.audit;

import org.jspecify.annotations.NullMarked;
