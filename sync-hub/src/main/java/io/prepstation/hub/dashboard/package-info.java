/// The pages of the hub, for people at a browser.
@NullMarked
package io.prepstation.hub.dashboard;

import org.jspecify.annotations.NullMarked;
