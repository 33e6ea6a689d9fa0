#include "engine/runs/probe_schedule.h"

#include <QtTest>

#include <algorithm>

using isthmus::engine::probeSchedule;

class ProbeScheduleTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void halfGeometricHalfEven()
    {
        // Five of ten thousand steps: 10^1, 10^2, 10^3 and thirds of the whole.
        QCOMPARE(probeSchedule(10000, 5), (std::vector<std::int64_t>{10, 100, 1000, 3333, 6667}));
        QCOMPARE(probeSchedule(1000, 1), (std::vector<std::int64_t>{32}));  // the square root: where the gap is
        QVERIFY(probeSchedule(1000, 0).empty());
        QVERIFY(probeSchedule(1, 10).empty());
    }

    void neverMoreThanPaidForAndNeverTheEnd()
    {
        for (const std::int64_t steps : {1, 2, 3, 10, 137, 6000})
            for (const std::int64_t probes : {1, 2, 7, 40}) {
                const auto schedule = probeSchedule(steps, probes);
                QVERIFY(std::ssize(schedule) <= probes);
                QVERIFY(std::is_sorted(schedule.begin(), schedule.end()));
                QVERIFY(std::adjacent_find(schedule.begin(), schedule.end()) == schedule.end());
                QVERIFY(schedule.empty() || (schedule.front() >= 1 && schedule.back() < steps));
            }
    }
};

QTEST_APPLESS_MAIN(ProbeScheduleTest)
#include "tst_probe_schedule.moc"
