// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"
#include "engine/dispatch/views.h"
#include "ui/editors/setpointeditor.h"
#include "ui/panels/taskbutton.h"
#include "ui/panels/valuelabel.h"
#include "ui/panels/whyhelp.h"

namespace podium::ui
{
class ImageView;
class JogBar;
class LimitBar;
class PresetBar;
class PresetStore;
class ProtectionButton;
class SwitchBar;
class TweakBar;
class WhyButton;

/// One parameter in a panel: title, write protection, readback, and, as far as it has them, editor with Apply (Cancel while
/// its task runs), position bar, and tweak buttons; below an image the picture. What goes wrong is told here, and why something is blocked or locked.
class ParameterRow : public QWidget
{
    Q_OBJECT

public:
    /// presets: for what moves; null: without.
    ParameterRow(engine::Views &views, const engine::Client &client, const engine::Address &address, QWidget *parent = nullptr,
                 PresetStore *presets = nullptr);
    ~ParameterRow() override;

    /// The row's own title in the place of the parameter's.
    void setTitle(const QString &title);
    QString title() const;
    QString address() const { return m_view.address().text(); }
    bool startsMotion() const { return m_view.spec().startsMotion; }
    /// The widths of the columns, so that the rows of a panel can share them. Unit: device-independent pixels.
    int titleWidth() const;
    int valueWidth() const;
    void alignTo(int titleWidth, int valueWidth);
    void setLatched(bool latched, const QString &by = {});
    /// Two buttons, on and off, in the place of editor and Apply; for booleans.
    void useSwitch();

    SetpointEditor *editor() const { return m_editor; }     ///< null: it can only be read
    ValueLabel *readback() const { return m_readback; }     ///< null: it can only be written
    ImageView *picture() const { return m_picture; }        ///< null: it is no image
    TaskButton *applyButton() const { return m_apply; }     ///< null: it can only be read
    TweakBar *tweaks() const { return m_tweaks; }           ///< null: it does not move
    JogBar *jog() const { return m_jog; }                   ///< null: its device does not jog
    PresetBar *presets() const { return m_presets; }        ///< null: it does not move, or there are none to use
    SwitchBar *switches() const { return m_switch; }        ///< null: it has editor and Apply instead
    ProtectionButton *protection() const { return m_protection; } ///< null: it can only be read
    WhyButton *why() const { return m_why; }                ///< null: it can only be read
    InlineMessage &message() const;

Q_SIGNALS:
    /// The operator wants to see this task.
    void taskRequested(podium::engine::TaskId task);
    void remedyRequested(podium::ui::Remedy remedy, const QString &device);
    /// A picture is wanted in a window of its own.
    void pictureRequested(podium::ui::ImageView &picture);
    /// What the operator applied has come to its end.
    void commitEnded(bool accepted);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    using Start = std::function<engine::Task<engine::Value>(engine::IfLocked)>;

    void makePicture();
    void makeSetting(engine::Views &views, PresetStore *presets);
    void makeMotion();
    void makePresets(PresetStore &store);
    void makeJog();
    void moveTo(const engine::Quantity &to, engine::MoveKind kind);
    void changed();
    void refresh();
    void refreshWhy(const Why &blocked);
    void tellLock();
    void revealMessage();
    Waiting waiting();
    void applyWaiting();
    void commit(const engine::Value &value);
    void switchTo(bool on);
    Start writing(const engine::Value &value) const;
    Start moving(const engine::Quantity &to, engine::MoveKind kind) const;
    /// committed: what the editor asked for; without: somebody else did, and the editor is not told of the end.
    void run(const Start &start, engine::IfLocked ifLocked, const std::optional<engine::Value> &committed = {});
    void ended(const engine::TaskInfo &task, const Start &start, const std::optional<engine::Value> &committed);
    void settleCommit(const engine::TaskInfo &task);
    void setWatching(bool watching);

    engine::Client m_client;
    engine::ParameterView &m_view;
    engine::DeviceView &m_device;
    ElidedLabel *m_title;
    ProtectionButton *m_protection = nullptr;
    ValueLabel *m_readback = nullptr;
    ImageView *m_picture = nullptr;
    SetpointEditor *m_editor = nullptr;
    TaskButton *m_apply = nullptr;
    LimitBar *m_bar = nullptr;
    TweakBar *m_tweaks = nullptr;
    JogBar *m_jog = nullptr;
    PresetBar *m_presets = nullptr;
    SwitchBar *m_switch = nullptr;
    InlineMessage *m_message; ///< the editor's own, over the width of the row
    WhyHelp *m_help = nullptr;
    WhyButton *m_why = nullptr;
    Latch m_latch;
    engine::IfLocked m_ifLocked = engine::IfLocked::Refuse; ///< of the commit that is asked for just now
    engine::TaskId m_commit = 0; ///< what the editor asked for last; 0: nothing
    bool m_watching = false;
    bool m_requested = false;
};
} // namespace podium::ui
