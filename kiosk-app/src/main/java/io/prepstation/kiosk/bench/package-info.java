/// The one owner of the bench's state: events in, situations and effects out.
@NullMarked
package io.prepstation.kiosk.bench;

import org.jspecify.annotations.NullMarked;
