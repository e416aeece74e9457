/// Records as people and other programs read them: the batch record as PDF, signed JSON, CSV.
@NullMarked
package io.prepstation.kiosk.report;

import org.jspecify.annotations.NullMarked;
