/// The hub's HTTP interface: routes, problems, health.
@NullMarked
package io.prepstation.hub.api;

import org.jspecify.annotations.NullMarked;
