#pragma once
#include <QString>
#include <QWidget>

#include <deque>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QTextCursor;

namespace isthmus::widgets {

/// The log: the newest 10 000 lines, by least level and by text. It follows the end unless scrolled up.
class LogView final : public QWidget {
    Q_OBJECT
public:
    static constexpr int maxLines = 10000;

    explicit LogView(QWidget* parent = nullptr);

    /// `level` counts as spdlog does: 0 trace, 1 debug, 2 info, 3 warning, 4 error, 5 critical. Further lines of `text`
    /// stand under the first.
    void append(int level, const QString& time, const QString& text);
    void clear();

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Line {
        int level;
        QString time;
        QString text;
    };

    QWidget* makeTools();
    bool isShown(const Line& line) const;
    void write(QTextCursor& cursor, const Line& line) const;
    void rebuild();
    void copy() const;

    std::deque<Line> lines_;
    QComboBox* level_ = nullptr;
    QLineEdit* find_ = nullptr;
    QPlainTextEdit* page_ = nullptr;
};

}  // namespace isthmus::widgets
