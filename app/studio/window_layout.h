#pragma once
#include <QByteArray>
#include <QStringList>

namespace isthmus::app {

/// Which panels are where, in the window and in each of its views; geometry and content left aside.
struct WindowLayout {
    QByteArray window;
    QByteArray training;
    QByteArray landscape;
    QByteArray comparison;
    QStringList madeRoom;  ///< panels that are only away for the view that is shown
    int view = -1;         ///< which that is; -1: not known

    QByteArray toBytes() const;
    static WindowLayout fromBytes(const QByteArray& bytes);  ///< damaged bytes: an empty layout

    bool operator==(const WindowLayout&) const = default;
};

}  // namespace isthmus::app
