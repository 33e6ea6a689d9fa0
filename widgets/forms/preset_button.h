#pragma once
#include <QWidget>

class QMenu;

namespace isthmus::widgets {

/// An experiment that comes with the program.
struct PresetChoice {
    QString name;   ///< "rotated-mnist/ewc"
    QString group;  ///< "Rotated MNIST, 20 tasks"; empty: it stands alone
    QString label;  ///< "EWC"
};

/// A row above the form that fills it with an experiment that comes with the program.
class PresetButton final : public QWidget {
    Q_OBJECT
public:
    explicit PresetButton(QWidget* parent = nullptr);

    void setPresets(const QList<PresetChoice>& presets);  ///< those of a group follow each other
    QMenu* menu() const { return menu_; }                 ///< the same choice for other places

Q_SIGNALS:
    void chosen(const QString& name);

private:
    QMenu* menu_;
};

}  // namespace isthmus::widgets
