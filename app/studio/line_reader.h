#pragma once
#include "engine/results/landscape_line.h"

#include <QObject>

#include <stop_token>

namespace isthmus::app {

/// Evaluates the line between the last two solutions of a stored run, in a thread of the pool.
class LineReader final : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    ~LineReader() override;

    /// From what the run predicted with before task `lastTask` to what it predicted with after it. The last call wins.
    void read(const QString& folder, int lastTask, const QString& dataDir);
    void cancel();

Q_SIGNALS:
    void lineRead(const isthmus::engine::LandscapeLinePtr& line);
    void failed(const QString& message);

private:
    std::stop_source stop_;
};

}  // namespace isthmus::app
