#include "engine/data/datasets.h"
#include "engine/error.h"
#include "engine/machine.h"
#include "tests/support/picture_files.h"

#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace isthmus::engine;
using namespace isthmus::tests;

namespace {

using Labels = std::vector<std::uint16_t>;
using Names = std::vector<std::string>;

/// Which images these are: their grey.
Bytes greys(const ImageSet& set)
{
    Bytes first;
    for (std::size_t i = 0; i < set.pixels.size(); i += static_cast<std::size_t>(set.pixelsPerImage()))
        first.push_back(set.pixels[i]);
    return first;
}

std::string numbered(int number) { return (number < 10 ? "0" : "") + std::to_string(number) + ".png"; }

}  // namespace

class TestImageFolder : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        std::filesystem::remove_all(folder());
        std::filesystem::create_directories(folder());
    }

    /// A sixth of 12 is 2, of 11 is 1, of 2 is none, so 1.
    void foldersOfClassesAreDivided()
    {
        writeImages("Cat", 1, 12);
        writeImages("ant", 21, 31);
        writeImages("bee", 41, 42);
        QCOMPARE(missing(), QString());
        const Dataset data = load();
        QCOMPARE(data.id, std::string("image_folder"));
        QCOMPARE(data.classes, 3);
        QCOMPARE(data.classNames, (Names{"Cat", "ant", "bee"}));  // by bytes: capitals first
        QCOMPARE(greys(data.train), (Bytes{1, 21, 41, 2, 22, 3, 23, 4, 24, 5, 25, 6, 26, 7, 27, 8, 28, 9, 29, 10, 30}));
        QCOMPARE(data.train.labels, (Labels{0, 1, 2, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1}));
        QCOMPARE(greys(data.test), (Bytes{11, 31, 42, 12}));
        QCOMPARE(data.test.labels, (Labels{0, 1, 2, 0}));
        QCOMPARE(data.train.count, 21);
        QCOMPARE(data.train.channels, 3);
        QCOMPARE(data.train.height, 2);
        QCOMPARE(data.train.width, 2);
        QCOMPARE(data.mean.size(), std::size_t{3});
    }

    void filesAreOrderedByNameAndOthersIgnored()
    {
        writeGrey(folder() / "a" / "10.png", 1);
        writeGrey(folder() / "a" / "2.PNG", 2);
        writeGrey(folder() / "a" / "B.jPg", 3);
        writeGrey(folder() / "a" / "b.JPEG", 4);
        writeGrey(folder() / "b" / "x.png", 5);
        writeGrey(folder() / "b" / "y.png", 6);
        for (const char* other : {"a/notes.txt", "a/.c.png", "a/d.gif", "a/png", "readme.png", "train.csv", ".git/x.png"})
            writeBytes(folder() / other, {'x'});
        std::filesystem::create_directory(folder() / "a" / "folder.png");
        const Dataset data = load();
        QCOMPARE(data.classNames, (Names{"a", "b"}));
        QCOMPARE(greys(data.train), (Bytes{1, 5, 2, 3}));
        QCOMPARE(greys(data.test), (Bytes{4, 6}));
    }

    void trainAndTestFoldersAreTheSplits()
    {
        writeImages("train/a", 1, 3);
        writeImages("train/b", 11, 12);
        writeImages("test/a", 21, 21);
        writeImages("test/b", 31, 33);
        writeImages("val/c", 41, 41);  // not looked at where there is a test folder
        const Dataset data = load();
        QCOMPARE(data.classNames, (Names{"a", "b"}));
        QCOMPARE(greys(data.train), (Bytes{1, 11, 2, 12, 3}));
        QCOMPARE(greys(data.test), (Bytes{21, 31, 32, 33}));
        QCOMPARE(data.test.labels, (Labels{0, 1, 1, 1}));
    }

    void valStandsInForTest()
    {
        writeImages("train/a", 1, 2);
        writeImages("train/b", 11, 12);
        writeImages("val/a", 21, 21);
        writeImages("val/b", 31, 31);
        QCOMPARE(greys(load().test), (Bytes{21, 31}));
    }

    /// Without a folder of test images, "train" is a class like any other.
    void trainAloneIsAClass()
    {
        writeImages("bus", 1, 2);
        writeImages("train", 11, 12);
        QCOMPARE(load().classNames, (Names{"bus", "train"}));
    }

    /// As miniImageNet's 64, 16 and 20 classes: 12 images of each class become 10 and 2.
    void listsOfDifferentClassesArePooled()
    {
        QByteArray train = "filename,label\n";
        for (int i = 12; i >= 1; --i)  // the order of the list, not of the names
            train += QByteArray::fromStdString(numbered(i)) + ",n2\n";
        writeText("train.csv", train);
        QByteArray validation = "filename,label\n";
        QByteArray test = "filename,label\n";
        for (int i = 21; i <= 32; ++i) {
            validation += QByteArray::number(i) + ".png,n1\n";
            test += QByteArray::number(i + 20) + ".png,n3\n";
        }
        writeText("val.csv", validation);
        writeText("test.csv", test);
        writeImages("images", 1, 52);
        QCOMPARE(missing(), QString());
        const Dataset data = load();
        QCOMPARE(data.classNames, (Names{"n1", "n2", "n3"}));
        QCOMPARE(data.train.count, 30);
        QCOMPARE(data.test.count, 6);
        QCOMPARE(greys(data.test), (Bytes{31, 2, 51, 32, 1, 52}));
        QCOMPARE(data.test.labels, (Labels{0, 1, 2, 0, 1, 2}));
        const Bytes first = greys(data.train);
        QCOMPARE(Bytes(first.begin(), first.begin() + 6), (Bytes{21, 12, 41, 22, 11, 42}));
        QCOMPARE(Bytes(first.end() - 3, first.end()), (Bytes{30, 3, 50}));
    }

    void listsThatShareClassesAreTheSplits()
    {
        writeText("train.csv", "filename,label\n02.png,b\n01.png,b\n03.png,a\n");
        writeText("test.csv", "filename,label\n06.png,a\n07.png,b\n08.png,b\n");
        writeImages("images", 1, 8);
        QCOMPARE(greys(load().train), (Bytes{3, 2, 1}));
        writeText("val.csv", "filename,label\n05.png,a\n04.png,b\n");
        const Dataset data = load();
        QCOMPARE(greys(data.train), (Bytes{3, 2, 5, 1, 4}));  // a: 3 and 5; b: 2, 1 and 4
        QCOMPARE(data.train.labels, (Labels{0, 1, 0, 1, 1}));
        QCOMPARE(greys(data.test), (Bytes{6, 7, 8}));
        QCOMPARE(data.test.labels, (Labels{0, 1, 1}));
    }

    /// Files beside the lists or in folders of their own, as other programs end lines.
    void listsMayNameFilesOfTheFolder()
    {
        writeText("train.csv", "\xEF\xBB\xBF"
                               "filename,label\r\n01.png,a\r\n\r\nsub/02.png,b\r\n");
        writeText("test.csv", "filename,label\n03.png,a\n04.png,b");
        writeImages("sub", 2, 2);
        writeImages(".", 1, 1);
        writeImages(".", 3, 4);
        writeGrey(folder() / "images" / "03.png", 99);  // images/ comes first
        const Dataset data = load();
        QCOMPARE(greys(data.train), (Bytes{1, 2}));
        QCOMPARE(greys(data.test), (Bytes{99, 4}));
    }

    void listsComeBeforeFolders()
    {
        writeImages("train/x", 1, 2);
        writeImages("train/y", 3, 4);
        writeImages("test/x", 5, 5);
        writeImages("test/y", 6, 6);
        writeText("train.csv", "filename,label\ntrain/x/01.png,a\ntrain/x/02.png,b\n");
        QCOMPARE(load().classNames, (Names{"x", "y"}));  // one list is none
        writeText("test.csv", "filename,label\ntest/x/05.png,a\ntest/y/06.png,b\n");
        QCOMPARE(load().classNames, (Names{"a", "b"}));
    }

    void theFolderMayBeAbsoluteAndTheSizeAny()
    {
        writeImages("a", 1, 2);
        writeImages("b", 3, 4);
        const Dataset data = findDataset("image_folder").load({"/nowhere", folder().string(), 5}, {});
        QCOMPARE(greys(data.train), (Bytes{1, 3}));
        QCOMPARE(data.train.height, 5);
        QCOMPARE(data.train.width, 5);
        QCOMPARE(data.train.pixels.size(), std::size_t{2 * 3 * 5 * 5});
    }

    void whatIsMissingIsSaid()
    {
        QCOMPARE(missing(), path() + " holds neither train.csv and test.csv nor folders of images");
        refuses({path() + " holds neither", "benchmark.folder"});
        writeText("train.csv", "filename,label\n");
        QVERIFY(missing().contains("neither"));
        std::filesystem::remove_all(folder());
        QCOMPARE(missing(), "there is no folder " + path());
        refuses({"there is no folder " + path(), "benchmark.folder"});
        writeBytes(folder(), {'x'});
        QCOMPARE(missing(), "there is no folder " + path());
        std::filesystem::remove(folder());
    }

    void tooFewClassesAreRefused()
    {
        writeImages("a", 1, 3);
        refuses({path() + " holds 1 class", "at least 2", "train/<class>/*"});
        std::filesystem::rename(folder() / "a", folder() / "train");
        refuses({path() + " holds 1 class"});
        std::filesystem::create_directory(folder() / "test");
        refuses({path("train") + " holds no class"});
        init();
        writeText("train.csv", "filename,label\n01.png,a\n");
        writeText("test.csv", "filename,label\n02.png,a\n");
        refuses({path() + " holds 1 class"});
    }

    void tooManyClassesAreRefused()
    {
        QByteArray train = "filename,label\n";
        for (int i = 0; i < 65536; ++i)
            train += "x.png,c" + QByteArray::number(i) + "\n";
        writeText("train.csv", train);
        writeText("test.csv", "filename,label\nx.png,c0\n");
        refuses({path() + " holds 65536 classes", "65535"});
    }

    void classesWithoutEnoughImagesAreRefused()
    {
        writeImages("a", 1, 3);
        writeImages("b", 4, 4);
        refuses({"class \"b\" of " + path() + " has 1 image", "at least 2"});
        std::filesystem::rename(folder() / "b" / "04.png", folder() / "b" / "04.gif");
        refuses({path("b") + " holds no image", ".jpeg"});
    }

    void differentClassesInTheSplitsAreRefused()
    {
        writeImages("train/a", 1, 1);
        writeImages("train/b", 2, 2);
        writeImages("test/a", 3, 3);
        writeImages("test/c", 4, 4);
        refuses({"class \"b\" is in " + path("train") + " but not in " + path("test")});
        writeImages("test/b", 5, 5);
        refuses({"class \"c\" is in " + path("test") + " but not in " + path("train")});
        init();
        writeImages("images", 1, 6);
        writeText("train.csv", "filename,label\n01.png,a\n02.png,b\n");
        writeText("test.csv", "filename,label\n03.png,a\n");
        refuses({"class \"b\" is in " + path("train.csv") + " but not in " + path("test.csv")});
        writeText("val.csv", "filename,label\n04.png,c\n");
        writeText("test.csv", "filename,label\n03.png,a\n05.png,b\n");
        refuses({"class \"c\" is in " + path("train.csv and val.csv") + " but not in " + path("test.csv")});
    }

    void badListsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("empty") << QByteArray() << QStringList{"line 1", "filename,label"};
        QTest::newRow("another header") << QByteArray("file,class\n01.png,a\n") << QStringList{"line 1", "filename,label"};
        QTest::newRow("no header") << QByteArray("01.png,a\n") << QStringList{"line 1", "filename,label"};
        QTest::newRow("nothing listed") << QByteArray("filename,label\n\n") << QStringList{"lists no images"};
        QTest::newRow("no comma") << QByteArray("filename,label\n01.png,a\n02.png\n") << QStringList{"line 3", "one comma"};
        QTest::newRow("two commas") << QByteArray("filename,label\n01.png,a,b\n") << QStringList{"line 2", "one comma"};
        QTest::newRow("no name") << QByteArray("filename,label\n,a\n") << QStringList{"line 2", "no file"};
        QTest::newRow("no class") << QByteArray("filename,label\n\n01.png,\n") << QStringList{"line 3", "no class"};
        QTest::newRow("no such file") << QByteArray("filename,label\n01.png,a\n77.png,b\n")
                                      << QStringList{"77.png", "neither in", "images", "remove its line"};
        QTest::newRow("bytes of any kind") << QByteArray("filename,label\n\x00\xff,\x01\n", 20)
                                           << QStringList{"line 2", "no text"};
    }

    void badListsAreRefused()
    {
        QFETCH(QByteArray, text);
        QFETCH(QStringList, words);
        writeImages("images", 1, 4);
        const QByteArray good = "filename,label\n01.png,a\n02.png,b\n";
        for (const char* bad : {"train.csv", "val.csv", "test.csv"}) {
            for (const char* name : {"train.csv", "val.csv", "test.csv"})
                writeText(name, name == bad ? text : good);
            refuses(QStringList(words) << path(bad));
        }
    }

    void anImageThatCannotBeDecodedIsNamed()
    {
        writeImages("a", 1, 12);
        writeImages("b", 21, 32);
        const Bytes whole = bytesOf(folder() / "a" / "03.png");
        writeBytes(folder() / "a" / "03.png", Bytes(whole.begin(), whole.end() - 20));
        refuses({path("a/03.png"), "cut off"});
        writeBytes(folder() / "a" / "03.png", whole);
        writeBytes(folder() / "b" / "31.png", {'n', 'o'});
        refuses({path("b/31.png"), "neither a PNG nor a JPEG"});
        std::filesystem::remove(folder() / "b" / "31.png");
        std::filesystem::create_symlink("gone.png", folder() / "b" / "31.png");
        refuses({path("b/31.png"), "cannot be opened"});
    }

    void moreThanTheMemoryIsRefused()
    {
        writeImages("images", 1, 1);
        const auto rows = static_cast<int>(machineMegabytes() / (3e-6 * 512 * 512)) + 1;
        QByteArray train = "filename,label\n01.png,b\n";
        for (int i = 0; i < rows; ++i)
            train += "01.png,a\n";
        writeText("train.csv", train);
        writeText("test.csv", "filename,label\n01.png,a\n01.png,b\n");
        refuses({QString::number(rows + 3) + " images of " + path(), "image_size 512", "choose a smaller size"}, 512);
    }

    /// There is work for minutes; it ends because of the request, or this test is ended by its time limit.
    void aStopRequestEndsIt()
    {
        writePng(folder() / "images" / "large.png", 2000, 2000, Bytes(3 * 2000 * 2000, 7));
        QByteArray list = "filename,label\n";
        for (int i = 0; i < 4000; ++i)
            list += i % 2 == 0 ? "large.png,a\n" : "large.png,b\n";
        writeText("train.csv", list);
        writeText("test.csv", list);
        std::stop_source source;
        std::jthread asking;
        try {
            asking = std::jthread([&] { source.request_stop(); });
            findDataset("image_folder").load(place(8), source.get_token());
            QFAIL("not stopped");
        } catch (const Error& error) {
            QVERIFY(error.kind() == Error::Kind::Interrupted);
        }
    }

private:
    std::filesystem::path folder() const { return std::filesystem::path(dir_.path().toStdString()) / "pictures"; }
    QString path() const { return QString::fromStdString(folder().string()); }
    QString path(const char* name) const { return QString::fromStdString((folder() / name).string()); }
    DataPlace place(int side) const { return {dir_.path().toStdString(), "pictures", side}; }

    /// 01.png, 02.png … in a folder, each of the grey of its number.
    void writeImages(const char* where, int first, int last) const
    {
        for (int i = first; i <= last; ++i)
            writeGrey(folder() / where / numbered(i), static_cast<std::uint8_t>(i));
    }

    void writeText(const char* name, const QByteArray& text) const
    {
        writeBytes(folder() / name, Bytes(text.begin(), text.end()));
    }

    Dataset load() const { return findDataset("image_folder").load(place(2), {}); }
    QString missing() const { return QString::fromStdString(findDataset("image_folder").missing(place(2))); }

    void refuses(const QStringList& words, int side = 2) const
    {
        try {
            findDataset("image_folder").load(place(side), {});
            QFAIL(qPrintable("accepted, not " + words.join(", ")));
        } catch (const Error& error) {
            const QString message = QString::fromUtf8(error.what());
            QVERIFY(error.kind() == Error::Kind::BadInput);
            QVERIFY2(!message.contains('\n'), qPrintable(message));
            for (const QString& word : words)
                QVERIFY2(message.contains(word), qPrintable(message));
        }
    }

    QTemporaryDir dir_;
};

QTEST_APPLESS_MAIN(TestImageFolder)
#include "tst_image_folder.moc"
