/** Content that somebody looks after: owners, verification at intervals, reminders. */
@NullMarked
package org.parvis.site.care;

import org.jspecify.annotations.NullMarked;
