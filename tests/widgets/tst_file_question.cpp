#include "widgets/plots/file_question.h"

#include <QFileDialog>
#include <QLineEdit>
#include <QSettings>
#include <QtTest>

using isthmus::widgets::askWhereToWrite;

/// Where the dialogs begin that ask for a place to write to.
class FileQuestionTest final : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    /// What the dialog shows at first.
    struct Shown {
        QString folder;
        QString name;
    };

    /// Answers the question with a file, or cancels it where that is empty.
    static QString answer(const QString& suggested, const QString& file, Shown& shown)
    {
        QTimer person;
        connect(&person, &QTimer::timeout, &person, [&] {
            auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            if (!dialog)
                return;
            person.stop();
            auto* name = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
            shown = {dialog->directory().absolutePath(), name->text()};
            name->setText(file);
            QMetaObject::invokeMethod(dialog, file.isEmpty() ? "reject" : "accept");
        });
        person.start(20);
        return askWhereToWrite(nullptr, QStringLiteral("Save"), suggested, QStringLiteral("PDF (*.pdf)"));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QCoreApplication::setOrganizationName(QStringLiteral("isthmus-test"));
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder_.filePath("settings"));
        QVERIFY(QDir(folder_.path()).mkdir(QStringLiteral("paper")));
        QVERIFY(QDir(folder_.path()).mkdir(QStringLiteral("gone")));
    }

    void theNextFileIsBesideTheLast()
    {
        Shown shown;
        const QString first = folder_.filePath(QStringLiteral("paper/first.pdf"));
        QCOMPARE(answer(QStringLiteral("figure.pdf"), first, shown), first);
        QCOMPARE(shown.name, QStringLiteral("figure.pdf"));
        QCOMPARE(answer(QStringLiteral("loss.pdf"), {}, shown), QString());
        QCOMPARE(shown.folder, folder_.filePath(QStringLiteral("paper")));
        QCOMPARE(shown.name, QStringLiteral("loss.pdf"));
    }

    void aPathThatIsSuggestedIsKept()
    {
        Shown shown;
        answer(folder_.filePath(QStringLiteral("gone/figure.pdf")), {}, shown);
        QCOMPARE(shown.folder, folder_.filePath(QStringLiteral("gone")));
    }

    void aFolderThatIsGoneIsNoTrouble()
    {
        Shown shown;
        const QString file = folder_.filePath(QStringLiteral("gone/figure.pdf"));
        QCOMPARE(answer(QStringLiteral("figure.pdf"), file, shown), file);
        QVERIFY(QDir(folder_.filePath(QStringLiteral("gone"))).removeRecursively());
        answer(QStringLiteral("figure.pdf"), {}, shown);
        QCOMPARE(shown.folder, QDir::currentPath());
    }
};

QTEST_MAIN(FileQuestionTest)
#include "tst_file_question.moc"
