/// The batch record as a PDF, from the frozen text alone: station and hub make the same bytes of it.
@NullMarked
package io.prepstation.report;

import org.jspecify.annotations.NullMarked;
