#pragma once
#include <QObject>

namespace isthmus::app {

/// Brings what the engine logs, on any thread, to the GUI thread. Takes the place of spdlog's default logger while it lives.
class LogSink final : public QObject {
    Q_OBJECT
public:
    explicit LogSink(QObject* parent = nullptr);
    ~LogSink() override;

Q_SIGNALS:
    /// `level` as spdlog counts, `time` as hh:mm:ss.
    void logged(int level, const QString& time, const QString& text);
};

}  // namespace isthmus::app
