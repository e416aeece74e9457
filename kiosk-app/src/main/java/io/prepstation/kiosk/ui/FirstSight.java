package io.prepstation.kiosk.ui;

import io.prepstation.model.bench.Situation;
import io.prepstation.model.people.User;
import java.util.List;

/// What the screens show when they are first drawn, so that the sign-in screen need not be laid out twice.
///
/// @param people everybody the hub knows
public record FirstSight(Situation situation, List<User> people) {}
