// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// editorpictures FOLDER: the bench editor with edits, mistakes, and what a test and a probe found, in both themes, as PNG files.
#include "app/benchfile.h"
#include "app/benchfileediting.h"
#include "tests/pictures/picturestates.h"
#include "ui/bench/bencheditor.h"
#include "ui/bench/benchform.h"
#include "ui/editors/inlinemessage.h"
#include "ui/stop/stopmonitor.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollArea>
#include <QTemporaryDir>

using namespace podium;

namespace
{
/// Answers at once what instruments would.
struct Answering final : app::BenchFileEditing {
    using BenchFileEditing::BenchFileEditing;
    void test(const ui::DeviceDraft &, QObject *, Answered answered) override
    {
        answered({true, QStringLiteral("tcp://127.0.0.1:15032 answers as HEWLETT-PACKARD,6632B,0,A.02.31."), {}, {}});
    }
    void probe(const QString &address, QObject *, Answered answered) override
    {
        answered({false, QStringLiteral("Nothing that is known answers at %1: The connection was refused; is the instrument switched on, and the port right?").arg(address), {}, {}});
    }
};

/// The editor on a bench of instruments.
struct Scene {
    Scene()
    {
        app::loadBench({}); // makes the built-in benches readable
        QFile::copy(QStringLiteral(":/benches/sim-rack.toml"), file);
        QFile(file).setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        core.ready();
        editor.show();
        QCoreApplication::processEvents();
    }
    void type(const char *field, const QString &text)
    {
        auto &line = *qobject_cast<QLineEdit *>(editor.form().field(QString::fromLatin1(field)));
        line.setText(text);
        Q_EMIT line.textEdited(text);
    }
    void choose(const char *parameter)
    {
        auto &box = *qobject_cast<QComboBox *>(editor.form().field(QStringLiteral("parameter")));
        box.setCurrentIndex(box.findData(QString::fromLatin1(parameter)));
        showField("decimals");
    }
    void showField(const char *field)
    {
        QCoreApplication::processEvents();
        editor.findChild<QScrollArea *>()->ensureWidgetVisible(editor.form().field(QString::fromLatin1(field)));
    }
    bool save(const QString &path)
    {
        for (int i = 0; i < 20; ++i) {
            QCoreApplication::processEvents();
            QThread::msleep(30); // the check comes a moment after the last key
        }
        return editor.grab().save(path);
    }

    QTemporaryDir folder;
    QString file = folder.filePath(QStringLiteral("rack.toml"));
    engine::Core core{std::make_unique<engine::ManualScheduler>()};
    engine::Client client{core.engine.gate(), core, QStringLiteral("operator")};
    ui::StopMonitor stops{client};
    Answering editing{file, client, [] {}};
    ui::BenchEditor editor{editing, file, stops};
};

struct State {
    const char *name;
    void (*arrange)(Scene &);
};

constexpr State states[] = {
    {"changed",
     [](Scene &scene) {
         scene.editor.devices().setCurrentRow(2);
         scene.type("settings.velocity", QStringLiteral("20 deg s-1"));
         scene.type("title", QStringLiteral("Rotation of the sample"));
     }},
    {"wrong",
     [](Scene &scene) {
         scene.editor.devices().setCurrentRow(3);
         scene.type("id", QStringLiteral("power supply"));
         scene.type("address", QStringLiteral("127.0.0.1:15032"));
     }},
    {"driver", [](Scene &scene) { scene.editor.add(); }},
    {"parameters",
     [](Scene &scene) {
         scene.editor.devices().setCurrentRow(0);
         scene.choose("position");
         scene.type("limits.low", QStringLiteral("-5 mm"));
         scene.type("limits.high", QStringLiteral("20 mm"));
         scene.type("minor.high", QStringLiteral("18 mm"));
         scene.type("poll", QStringLiteral("500 ms"));
     }},
    {"parameters-wrong",
     [](Scene &scene) {
         scene.editor.devices().setCurrentRow(0);
         scene.choose("position");
         scene.type("limits.low", QStringLiteral("20 mm"));
         scene.type("limits.high", QStringLiteral("-5 mm"));
         scene.type("poll", QStringLiteral("often"));
     }},
    {"tested",
     [](Scene &scene) {
         scene.editor.devices().setCurrentRow(3);
         scene.editor.test();
     }},
    {"probed",
     [](Scene &scene) {
         scene.editor.devices().setCurrentRow(3);
         scene.editor.probe();
     }},
};
} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    if (application.arguments().size() != 2)
        qFatal("usage: editorpictures FOLDER");
    return pictures::saveStates(application, QDir(application.arguments().at(1)), QStringLiteral("editor-"), states,
                                [] { return std::make_unique<Scene>(); });
}
