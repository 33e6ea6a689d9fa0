#pragma once
#include "widgets/landscape/added_network.h"

#include <QObject>
#include <QStringList>

#include <filesystem>

namespace isthmus::app {

/// Finds the networks of files and folders in a thread of the pool, and checks that they can stand beside those of a run.
class NetworkFinder final : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// `run`: folder of the run that they are to stand beside. The last call wins: what earlier ones find is dropped.
    void find(const QStringList& places, const std::filesystem::path& run);
    /// What is being looked for is not wanted any more.
    void giveUp() { ++latest_; }

Q_SIGNALS:
    /// `ask`: there was a folder among the places, of which hardly all are wanted.
    void found(const QList<isthmus::widgets::AddedNetwork>& networks, bool ask);
    void failed(const QString& message);

private:
    quint64 latest_ = 0;
};

}  // namespace isthmus::app
