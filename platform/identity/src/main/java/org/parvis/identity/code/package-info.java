/** Follow-up codes of people without an account. */
@NullMarked
package org.parvis.identity.code;

import org.jspecify.annotations.NullMarked;
