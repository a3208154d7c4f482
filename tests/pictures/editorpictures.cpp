// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// editorpictures FOLDER: the bench editor with an edit and with a mistake, in both themes, as PNG files.
#include "app/benchfile.h"
#include "app/benchfileediting.h"
#include "ui/bench/bencheditor.h"
#include "ui/bench/benchform.h"
#include "ui/editors/inlinemessage.h"
#include "ui/stop/stopmonitor.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QListWidget>
#include <QTemporaryDir>

using namespace podium;

namespace
{
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
    app::BenchFileEditing editing{file, client, [] {}};
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
};
} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    if (application.arguments().size() != 2)
        qFatal("usage: editorpictures FOLDER");
    const QDir folder(application.arguments().at(1));
    for (const auto &[word, theme] : {std::pair(QStringLiteral("light"), ui::Theme::Mode::Light), std::pair(QStringLiteral("dark"), ui::Theme::Mode::Dark)}) {
        ui::Theme::instance().apply(application, theme);
        for (const auto &[name, arrange] : states) {
            Scene scene;
            arrange(scene);
            if (!scene.save(folder.filePath(QStringLiteral("editor-%1-%2.png").arg(QString::fromLatin1(name), word))))
                return 1;
        }
    }
    return 0;
}
