#pragma once
#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QString>
#include <QTimerEvent>

#include <algorithm>
#include <ctime>
#include <utility>

namespace isthmus::tests {

/// Watches the thread it is made in, the GUI's: what the longest turns of its event loop took, from one visit of a timer to the
/// next. Times are in milliseconds.
class Watchdog final : public QObject {
public:
    struct Turns {
        QString phase;
        double processor = 0.0;  ///< most that the thread itself used in a turn: other programs hardly make it longer
        double again = 0.0;      ///< second most: what is a fault of ours, and no accident, comes again
        double wall = 0.0;       ///< longest until it was back, whoever had the processor and whatever it waited for meanwhile
    };

    explicit Watchdog(const QString& phase = {}) : phases_{{phase}}
    {
        clock_.start();
        startTimer(1);
    }

    /// What happens from now on, for the first time or again; the turn that goes on is the first of it.
    void enter(const QString& phase)
    {
        const auto known = std::find_if(phases_.begin(), phases_.end(), [&](const Turns& one) { return one.phase == phase; });
        now_ = known - phases_.begin();
        if (known == phases_.end())
            phases_.append({phase});
    }

    /// In the order in which they were first entered.
    const QList<Turns>& phases() const { return phases_; }
    const Turns& now() const { return phases_[now_]; }

    /// Lets the event loop turn until the condition holds; false after so many milliseconds. QTest's own waits sleep for 10 ms
    /// between two turns, which the second would seem to take.
    template <typename Condition>
    static bool turnsUntil(Condition condition, int milliseconds = 60000)
    {
        const QDeadlineTimer deadline(milliseconds);
        while (!deadline.hasExpired()) {
            if (condition())
                return true;
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);  // the watchdog's timer ends a wait
        }
        return false;
    }

protected:
    void timerEvent(QTimerEvent*) override
    {
        Turns& turns = phases_[now_];
        const double processor = processorTime();
        const double used = processor - std::exchange(before_, processor);
        turns.again = std::max(turns.again, std::min(used, turns.processor));
        turns.processor = std::max(turns.processor, used);
        turns.wall = std::max(turns.wall, 1e-6 * static_cast<double>(clock_.nsecsElapsed()));
        clock_.restart();
    }

private:
    static double processorTime()
    {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
    }

    QList<Turns> phases_;
    qsizetype now_ = 0;
    QElapsedTimer clock_;
    double before_ = processorTime();
};

}  // namespace isthmus::tests
