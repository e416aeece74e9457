package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;

/// What became of a try to enrol this station, with a message for whoever tried.
public sealed interface EnrolResult {

    String message();

    /// @param entities how many things the first download brought
    record Enrolled(StationEnrolment enrolment, int entities) implements EnrolResult {
        @Override
        public String message() {
            return "Enrolled for lab %s; %d entries downloaded."
                    .formatted(enrolment.lab().labId(), entities);
        }
    }

    /// The station is enrolled and will download by itself.
    record EnrolledWithoutData(StationEnrolment enrolment, HubFailure why) implements EnrolResult {
        @Override
        public String message() {
            return "Enrolled for lab %s, but nothing could be downloaded yet. %s"
                    .formatted(enrolment.lab().labId(), why.text());
        }
    }

    record BadAddress(String text) implements EnrolResult {
        @Override
        public String message() {
            return "\"" + text + "\" is not a hub's address. It looks like https://hub.lab:8443";
        }
    }

    /// Anybody on the way could read and answer in the hub's place. Nothing was sent.
    record Unprotected(String hubUrl) implements EnrolResult {
        @Override
        public String message() {
            return "Not enrolled: "
                    + hubUrl
                    + " is not protected. Away from this machine a hub is reached by https:// only.";
        }
    }

    /// What answered at that address is not the hub with that pin. Nothing was sent to it.
    record OtherAuthority(String hubUrl) implements EnrolResult {
        @Override
        public String message() {
            return "Not enrolled: "
                    + hubUrl
                    + " shows no certificate authority with that pin. Compare the pin with hub enrol-code --json; if it"
                    + " is right, somebody stands between.";
        }
    }

    /// The station belongs to that lab already, at a hub with another key; nothing that waits for the one is sent to the
    /// other because of a code that somebody held up. Nothing changed here.
    record OtherHub(LabKey lab) implements EnrolResult {
        @Override
        public String message() {
            return "Not enrolled: this station belongs to lab "
                    + lab.labId()
                    + " of another hub. If that hub was set up anew: station enrol";
        }
    }

    /// The station belongs to a lab, and nobody of it who may agreed. Nothing was sent.
    record PersonNeeded() implements EnrolResult {
        @Override
        public String message() {
            return "Not enrolled: this station belongs to a lab. Somebody of it who may lead it elsewhere must agree by"
                    + " badge and PIN, or: station enrol";
        }
    }

    /// The hub did not let the station in. Nothing changed here.
    record NotEnrolled(HubFailure why) implements EnrolResult {
        @Override
        public String message() {
            return "Not enrolled. " + why.text();
        }
    }

    /// The code is used up, but what the hub gave could not be kept.
    record NotStored(StoreException failure) implements EnrolResult {
        @Override
        public String message() {
            return "Not enrolled: "
                    + failure.getMessage()
                    + " Then enrol with a new code; the old one is used.";
        }
    }
}
