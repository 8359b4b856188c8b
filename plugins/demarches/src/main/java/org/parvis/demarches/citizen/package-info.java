/** The pages of the site: catalogue, form, receipt, a file as its applicant sees it. */
@NullMarked
package org.parvis.demarches.citizen;

import org.jspecify.annotations.NullMarked;
