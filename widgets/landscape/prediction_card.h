#pragma once
#include "engine/results/point_probe.h"

#include <QStyledItemDelegate>

namespace isthmus::widgets {

/// What a network takes one image for.
struct Prediction {
    int task = 0;
    int label = 0;
    int predicted = 0;
    double probability = 0.0;  ///< of the predicted class

    bool right() const { return predicted == label; }
};

Prediction predictionOf(const engine::ProbeImage& image);

// Of an item that is drawn as a card:
inline constexpr int predictionRole = Qt::UserRole;   ///< a Prediction
inline constexpr int pictureRole = Qt::UserRole + 1;  ///< a QImage

QSize cardSize(const QFont& font);

/// Draws an image with its prediction: a bar as long as the probability, a sign and the labels.
class PredictionDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace isthmus::widgets

Q_DECLARE_METATYPE(isthmus::widgets::Prediction)
