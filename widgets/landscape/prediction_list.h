#pragma once
#include "engine/results/point_probe.h"

#include <QListView>

class QStandardItemModel;

namespace isthmus::widgets {

/// Sample images side by side, beneath each what a network takes it for and how sure it is; mistakes are marked with a sign
/// and name the right label. As high as its images.
class PredictionList final : public QListView {
    Q_OBJECT
public:
    explicit PredictionList(QWidget* parent = nullptr);

    void setImages(const std::vector<engine::ProbeImage>& images);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitHeight();

    QStandardItemModel* model_ = nullptr;
};

/// "task 2: 7, taken for 3 with 64.0 %": an image in words.
QString predictionText(const engine::ProbeImage& image);

}  // namespace isthmus::widgets
