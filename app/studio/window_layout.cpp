#include "app/studio/window_layout.h"

#include <QDataStream>
#include <QIODevice>

namespace isthmus::app {

QByteArray WindowLayout::toBytes() const
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    out << window << training << landscape << comparison << madeRoom << view;
    return bytes;
}

WindowLayout WindowLayout::fromBytes(const QByteArray& bytes)
{
    WindowLayout layout;
    QDataStream in(bytes);
    in.setVersion(QDataStream::Qt_6_4);
    in >> layout.window >> layout.training >> layout.landscape >> layout.comparison >> layout.madeRoom;
    if (!in.atEnd())  // layouts kept by earlier versions end here
        in >> layout.view;
    return in.status() == QDataStream::Ok ? layout : WindowLayout();
}

}  // namespace isthmus::app
