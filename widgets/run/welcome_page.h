#pragma once
#include <QList>
#include <QString>
#include <QWidget>

class QVBoxLayout;

namespace isthmus::widgets {

/// Where one data set stands: its name, whether it was found, and where or how to get it.
struct DatasetStatus {
    QString label;
    bool found = false;
    QString detail;
};

/// What an empty window shows: what the program is, three ways to begin, recent runs, and which data were found.
class WelcomePage final : public QWidget {
    Q_OBJECT
public:
    explicit WelcomePage(QWidget* parent = nullptr);

    void setDatasets(const QList<DatasetStatus>& datasets);
    /// Run folders, the newest first; the first six are shown.
    void setRecent(const QStringList& paths);

Q_SIGNALS:
    void demonstrationRequested();
    void openRunRequested();
    void newExperimentRequested();
    void recentRequested(const QString& path);

private:
    void addTitle(QVBoxLayout* column);
    void addChoices(QVBoxLayout* column);
    QWidget* addList(QVBoxLayout* column, const QString& heading);

    QWidget* recent_ = nullptr;
    QWidget* datasets_ = nullptr;
};

}  // namespace isthmus::widgets
