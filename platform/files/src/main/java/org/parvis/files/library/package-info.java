/** The media library of each tenant: its pictures and public files, found, described, replaced and deleted. */
@NullMarked
package org.parvis.files.library;

import org.jspecify.annotations.NullMarked;
