#include "widgets/figures/editor/page_painter.h"

#include "widgets/scene3d/scene_picture.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>
#include <QTransform>

#include <utility>

namespace isthmus::widgets {

namespace {

struct Scene {
    SceneModel model;
    SceneProjection projection;
    double pixelRatio;
};

QList<QImage> picturesOf(const std::vector<Scene>& scenes)
{
    QList<QImage> pictures;
    for (const Scene& scene : scenes)
        pictures << scenePicture(scene.model, scene.projection, scene.pixelRatio);
    return pictures;
}

}  // namespace

PagePainter::PagePainter(QObject* parent) : QObject(parent), soon_(new QTimer(this))
{
    soon_->setSingleShot(true);
    soon_->setInterval(0);
    connect(soon_, &QTimer::timeout, this, &PagePainter::begin);
}

void PagePainter::paint(Drawing drawing, double scale)
{
    wanted_ = {std::move(drawing), scale};
    if (!atWork_.drawing)
        soon_->start();
}

QImage PagePainter::imageOf(const Order& order, const ScenePainter& scenes)
{
    QImage image((order.drawing->size() * order.scale).toSize(), QImage::Format_RGB32);
    image.fill(Qt::white);
    order.drawing->paint(image, QTransform::fromScale(order.scale, order.scale), scenes);
    return image;
}

void PagePainter::begin()
{
    const Order order = std::exchange(wanted_, {});
    std::vector<Scene> scenes;
    const QImage image = imageOf(order, [&scenes](const SceneModel& model, const SceneProjection& projection, double ratio) {
        scenes.push_back({model, projection, ratio});
        return QImage();
    });
    if (scenes.empty()) {
        Q_EMIT painted(order.drawing, image);
        return;
    }
    atWork_ = order;
    QThreadPool::globalInstance()->start([self = QPointer<PagePainter>(this), scenes = std::move(scenes)] {
        QMetaObject::invokeMethod(
            qApp,
            [self, pictures = picturesOf(scenes)] {
                if (self)
                    self->end(pictures);
            },
            Qt::QueuedConnection);
    });
}

void PagePainter::end(const QList<QImage>& scenes)
{
    const Order order = std::exchange(atWork_, {});
    auto next = scenes.begin();  // the same drawing asks for them in the same order
    Q_EMIT painted(order.drawing, imageOf(order, [&next](const auto&...) { return *next++; }));
    if (wanted_.drawing)
        soon_->start();
}

}  // namespace isthmus::widgets
