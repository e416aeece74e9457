/// A supervisor corrects a session that the hub refused.
@NullMarked
package io.prepstation.kiosk.ui.correction;

import org.jspecify.annotations.NullMarked;
