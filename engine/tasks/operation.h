// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Everything that the author of an operation needs.
#include "engine/tasks/engine.h"
#include "engine/tasks/futurewait.h"
#include "engine/tasks/oncancel.h"
#include "engine/tasks/signalwait.h"
#include "engine/tasks/taskwait.h"
#include "engine/tasks/waits.h"
