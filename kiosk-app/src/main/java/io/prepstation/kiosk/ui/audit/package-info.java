/// The audit trail: what was done, by whom, and whether it is still the original.
@NullMarked
package io.prepstation.kiosk.ui.audit;

import org.jspecify.annotations.NullMarked;
