/** Fakes and fixtures of the api, for tests. */
@NullMarked
package org.parvis.testkit;

import org.jspecify.annotations.NullMarked;
