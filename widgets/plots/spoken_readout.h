#pragma once
#include <QPointer>
#include <QString>
#include <QWidget>

namespace isthmus::widgets {

/// Lets assistive technology speak what a plot's cursor is on: the widget with the focus has it in its accessible name, behind
/// its own, and the change of a focused widget's name is what screen readers say aloud.
class SpokenReadout {
public:
    /// Empty, or another widget: the one before has its own name again. Null: nobody speaks.
    void say(QWidget* widget, const QString& text);

private:
    QPointer<QWidget> widget_;
    QString name_;    ///< its own
    QString spoken_;  ///< what it was given
};

}  // namespace isthmus::widgets
