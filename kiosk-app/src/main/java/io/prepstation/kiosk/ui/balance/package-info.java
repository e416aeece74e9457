/// Whether the balance is ready, and how its checks went over time.
@NullMarked
package io.prepstation.kiosk.ui.balance;

import org.jspecify.annotations.NullMarked;
