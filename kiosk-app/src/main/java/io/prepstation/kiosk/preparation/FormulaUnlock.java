package io.prepstation.kiosk.preparation;

import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.User;

/// A supervisor's word that a locked formula may be tried again.
public record FormulaUnlock(
        String formulaCode, User by, String reason, Authentication authentication) {}
