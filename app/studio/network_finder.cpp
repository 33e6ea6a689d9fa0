#include "app/studio/network_finder.h"

#include "engine/runs/stored_networks.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

namespace isthmus::app {

namespace {

QList<widgets::AddedNetwork> networksOf(const QStringList& places, const std::filesystem::path& run)
{
    const engine::RunFolder beside = engine::RunFolder::open(run);
    QList<widgets::AddedNetwork> networks;
    for (const QString& place : places)
        for (const engine::StoredNetwork& network : engine::networksAt(place.toStdString())) {
            engine::checkSuits(network, beside);
            networks.push_back({QString::fromStdString(network.name), QString::fromStdString(network.path.string())});
        }
    return networks;
}

}  // namespace

void NetworkFinder::find(const QStringList& places, const std::filesystem::path& run)
{
    QThreadPool::globalInstance()->start([self = QPointer<NetworkFinder>(this), request = ++latest_, places, run] {
        QList<widgets::AddedNetwork> networks;
        bool ask = false;
        QString problem;
        try {
            networks = networksOf(places, run);
            for (const QString& place : places)
                ask = ask || std::filesystem::is_directory(place.toStdString());
        } catch (const std::exception& error) {
            problem = QString::fromUtf8(error.what());
        }
        QMetaObject::invokeMethod(
            qApp,
            [self, request, networks, ask, problem] {
                if (!self || request != self->latest_)
                    return;
                if (problem.isEmpty())
                    Q_EMIT self->found(networks, ask);
                else
                    Q_EMIT self->failed(problem);
            },
            Qt::QueuedConnection);
    });
}

}  // namespace isthmus::app
