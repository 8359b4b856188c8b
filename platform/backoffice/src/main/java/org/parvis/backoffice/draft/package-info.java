/** What agents type into forms of the back office and have not sent yet. */
@NullMarked
package org.parvis.backoffice.draft;

import org.jspecify.annotations.NullMarked;
