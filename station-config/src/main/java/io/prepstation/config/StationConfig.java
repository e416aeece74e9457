package io.prepstation.config;

import io.prepstation.model.check.CheckPlan;
import io.prepstation.model.people.Reasons;

/// Everything a site decides about a station, checked and complete.
public record StationConfig(
        StationSettings station,
        BalanceSettings balance,
        CameraSettings camera,
        ScannerSettings scanner,
        PrinterSettings printer,
        GpioSettings gpio,
        BenchSettings bench,
        CheckPlan checks,
        Reasons reasons,
        StoreSettings store,
        SyncSettings sync,
        LogSettings log) {

    static StationConfig from(Values values) {
        return new StationConfig(
                StationSettings.from(values),
                BalanceSettings.from(values),
                CameraSettings.from(values),
                ScannerSettings.from(values),
                PrinterSettings.from(values),
                GpioSettings.from(values),
                BenchSettings.from(values),
                CheckSettings.from(values),
                ReasonSettings.from(values),
                StoreSettings.from(values),
                SyncSettings.from(values),
                LogSettings.from(values));
    }
}
