#pragma once
#include <QWidget>

namespace isthmus::widgets {

/// Lies over the window while something is dragged onto it, and says what dropping it will do, or that nothing can be done
/// with it.
class DropVeil final : public QWidget {
    Q_OBJECT
public:
    explicit DropVeil(QWidget* window);

    void say(const QString& words, bool welcome);  ///< shows the veil over the whole window
    QString words() const { return words_; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString words_;
    bool welcome_ = false;
};

}  // namespace isthmus::widgets
