"""Why the studio refuses something, or waits, and what to do next."""

from collections.abc import Mapping

from providers.telling import Counted, Wording

REFUSAL_SENTENCES: Mapping[str, Wording] = {
    "nothing_sent": "Nothing was sent.",
    "nothing_taken": "Nothing was taken.",
    # Disk and database.
    "disk_full": "The disk is full. Free some space; waiting jobs then go on by themselves.",
    "not_writable": ("The data directory cannot be written. Make it writable; waiting jobs then go on by themselves."),
    "database_busy": "The database cannot be written at the moment. Waiting jobs go on as soon as it can.",
    "disk_limit_near": "Easel takes {used_bytes} of the {most_bytes} it may take.",
    "disk_limit_reached": (
        "Easel takes {used_bytes} and may take {most_bytes}: no new jobs are started; results of those already sent "
        "are still saved."
    ),
    "make_room": (
        "Delete what you no longer need in the library (its space is free a day later), or raise EASEL_MAX_DISK and "
        "start Easel again."
    ),
    "disk_almost_full": (
        "The disk has less than {kept_bytes} left: no new jobs are started; results of those already sent are still "
        "saved. Free some space."
    ),
    "disk_nearly_full": "The disk has {free_bytes} left. Free some space before no new jobs can be started.",
    "uploads_full": (
        "This Easel has no room for more uploads: what is left is kept for results. Nothing was taken. Delete what you "
        "no longer need, or ask whoever runs it for more room."
    ),
    "share_full": (
        "What you brought takes {own_bytes}, and your share of this Easel is {share_bytes}. Nothing was taken. Delete "
        "materials and empty the bin, or wait: uploads that nothing uses are cleared after a week."
    ),
    # Starting a job, and doing something about one.
    "no_key": "There is no key for this vendor. Enter yours under Keys, or set {setting} and start Easel again.",
    "budget_moved": "What is left of the budget has just changed. Nothing was sent. Press Generate again.",
    "no_such_material": "There is no such material. Give the job_id of one of yours.",
    "nothing_to_look_for": (
        "There is nothing to look for: this job has no task at the vendor, or its results are here."
    ),
    "key_of_others": (
        "This went with a key of this Easel that does not pay for you now, so nothing can be asked about it. Ask "
        "whoever runs this Easel, or run it again with a key of your own."
    ),
    "not_unknown": "It is known what became of this job; there is nothing to keep as lost.",
    "still_running": "This job is still under way. Wait for its end, or stop it first.",
    "settings_outdated": "This Easel no longer understands the settings of this job. Start it anew in its panel.",
    # Budgets, when somebody has asked for it, and behind a price that nobody has asked for yet.
    "beyond_your_daily_budget": ("This costs {cost_usd}, and {left_usd} of your daily budget of {limit_usd} is left."),
    "perhaps_beyond_your_daily_budget": (
        "This may cost up to {cost_usd}, and {left_usd} of your daily budget of {limit_usd} is left."
    ),
    "beyond_your_total_budget": ("This costs {cost_usd}, and {left_usd} of your total budget of {limit_usd} is left."),
    "perhaps_beyond_your_total_budget": (
        "This may cost up to {cost_usd}, and {left_usd} of your total budget of {limit_usd} is left."
    ),
    "beyond_studio_daily_budget": (
        "This costs {cost_usd}, and {left_usd} of this studio's daily budget of {limit_usd} is left."
    ),
    "perhaps_beyond_studio_daily_budget": (
        "This may cost up to {cost_usd}, and {left_usd} of this studio's daily budget of {limit_usd} is left."
    ),
    "beyond_studio_total_budget": (
        "This costs {cost_usd}, and {left_usd} of this studio's total budget of {limit_usd} is left."
    ),
    "perhaps_beyond_studio_total_budget": (
        "This may cost up to {cost_usd}, and {left_usd} of this studio's total budget of {limit_usd} is left."
    ),
    "beyond_visitors_daily_budget": (
        "This costs {cost_usd}, more than is left today of what this studio spends on all its visitors together."
    ),
    "perhaps_beyond_visitors_daily_budget": (
        "This may cost up to {cost_usd}, more than is left today of what this studio spends on all its visitors "
        "together."
    ),
    "beyond_visitors_total_budget": (
        "This costs {cost_usd}, more than is left of what this studio spends on all its visitors together."
    ),
    "perhaps_beyond_visitors_total_budget": (
        "This may cost up to {cost_usd}, more than is left of what this studio spends on all its visitors together."
    ),
    "beyond_agent_daily_budget": (
        "This costs {cost_usd}, and {left_usd} of this agent's daily budget of {limit_usd} is left."
    ),
    "perhaps_beyond_agent_daily_budget": (
        "This may cost up to {cost_usd}, and {left_usd} of this agent's daily budget of {limit_usd} is left."
    ),
    "beyond_agent_total_budget": (
        "This costs {cost_usd}, and {left_usd} of this agent's total budget of {limit_usd} is left."
    ),
    "perhaps_beyond_agent_total_budget": (
        "This may cost up to {cost_usd}, and {left_usd} of this agent's total budget of {limit_usd} is left."
    ),
    "change_agent_budget": "Only its owner can give it another, under Keys.",
    "change_agent_budget_or_wait": (
        "Only its owner can give it another, under Keys; or wait: the next day begins at 00:00 UTC."
    ),
    "change_agent_budget_or_name_price": (
        "Its owner can make an agent without a budget under Keys, or add the price to EASEL_PRICES and start Easel "
        "again."
    ),
    "brief_agent_daily_budget": "more than this agent's daily budget leaves",
    "brief_agent_total_budget": "more than this agent's total budget leaves",
    # What an agent may do.
    "agent_reads_only": "The agent {agent} may only look. Its owner can make another one under Keys.",
    "agent_may_not": "The agent {agent} may not start jobs of {capability}. Its owner can make another one under Keys.",
    "agent_without_name": "Give it a name.",
    "too_many_agents": "There are {most} agents. Revoke one that is no longer used.",
    "no_such_agent": "There is no such agent. It may have been revoked in another window.",
    "offer_gone": "This quote is not known, too old, or was used. Ask for a new one.",
    "offer_for_other_request": "This quote is for another request. Ask for one for this.",
    "price_not_agreed": "This may cost {cost_usd}, and nobody has agreed to that.",
    "human_declined": "The person at the agent's client did not allow this.",
    "beyond_price": "This may cost {cost_usd}, more than the {most_usd} that were agreed.",
    "price_not_known_to_agree": (
        "The price of {model} is not known, so nobody can agree to it. Add it to EASEL_PRICES, or start this on the "
        "page."
    ),
    "change_budget": "Change it under Usage.",
    "change_budget_or_wait": "Change it under Usage, or wait: the next day begins at 00:00 UTC.",
    "ask_host": "Ask whoever runs this Easel.",
    "ask_host_or_wait": "Ask whoever runs this Easel, or wait: the next day begins at 00:00 UTC.",
    "enter_own_key": "Enter a key of your own under Keys.",
    "enter_own_key_or_wait": "Enter a key of your own under Keys, or wait: the next day begins at 00:00 UTC.",
    "price_not_known": "The price of {model} is not known, so no budget can hold it.",
    "lift_budget_or_name_price": (
        "Take your budget away under Usage, or add the price to EASEL_PRICES and start Easel again."
    ),
    "name_price": "Add the price to EASEL_PRICES and start Easel again.",
    "own_key_or_another_model": "Enter a key of your own under Keys, or choose another model.",
    "brief_your_daily_budget": "more than your daily budget leaves",
    "brief_your_total_budget": "more than your total budget leaves",
    "brief_studio_daily_budget": "more than this studio's daily budget leaves",
    "brief_studio_total_budget": "more than this studio's total budget leaves",
    "brief_visitors_daily_budget": "more than is left for visitors today: enter a key of your own under Keys",
    "brief_visitors_total_budget": "more than is left for visitors: enter a key of your own under Keys",
    "brief_price_not_known": "which no budget can hold",
    # Fetching a file.
    "link_no_address": "The link is no valid address.",
    "link_misled": (
        "The link's host leads into a private network on this machine; a proxy or VPN may be the cause. Let Easel's "
        "downloads past it, or set EASEL_PROXY_DOWNLOADS=1 to send them through the proxy."
    ),
    "link_private": "The link points into a private network.",
    "link_not_plain": "The link is no plain web address.",
    "link_not_encrypted": "The link is not encrypted (https).",
    "link_odd_port": "The link names a port that no web server uses.",
    "link_no_host": "The link names no host on the internet.",
    "link_dead": "The file server answers 410: the link is dead.",
    "file_absent": "The file server does not have the file (404).",
    "file_server_answers": "The file server answers {status}.",
    "file_server_not_reached": "The file server cannot be reached.",
    "past_proxy": (
        "Results are not fetched through your proxy: let this machine reach the server directly, or set "
        "EASEL_PROXY_DOWNLOADS=1 and start Easel again."
    ),
    "proxy_opens_no_way": "The proxy opens no way to the file server.",
    "file_server_broke_off": "The file server broke off ({how}).",
    "file_server_slow": "The file server is too slow.",
    "redirects_without_end": "The file server redirects without end.",
    "redirects_to_no_address": "The file server redirects to no valid address.",
    "sandbox_not_running": "This result came from the sandbox, which is not running.",
    "file_larger": "The file is larger than {most_mib} MB.",
    "file_empty": "The file server sent an empty file.",
    "file_no_media": "The file server sent no picture or video.",
    # Batches.
    "batch_empty": "Nothing of this can be sent.",
    "size_not_known": "{model} has no size {size}.",
    "batch_strikes": "Three in a row did not work, so the rest waits. See what they say, then press Resume.",
    "batch_elsewhere": ("The key this batch was started with is not here now. Enter it under Keys, then press Resume."),
    "batch_broken": "The next cell could not be started, by a fault of Easel. Press Resume to try it again.",
    "batch_changed": (
        "What this costs, or where it goes, has changed since it was planned. Nothing was sent. Look at the plan "
        "again; then it can be started."
    ),
    "same_cell": "The same as another cell, so it is sent once only.",
    # Settings at the start.
    "setting_not_switch": "{name} must be 1 or 0.",
    "setting_auth_and_open": "EASEL_AUTH asks everybody for a login and EASEL_OPEN nobody. Set only one of them.",
    "setting_not_proxies": (
        "EASEL_TRUSTED_PROXIES must be addresses or networks of proxies, such as 127.0.0.1, 10.0.0.0/8."
    ),
    "setting_not_logins": "EASEL_AUTH must be name:password, or name:password,name2:password2, each name once.",
    "setting_short_password": "The password of {login} in EASEL_AUTH needs {fewest} characters.",
    "setting_not_root_path": "GRADIO_ROOT_PATH must be a path such as /easel or an address such as https://host/easel.",
    "setting_not_size": "EASEL_MAX_DISK must be a size such as 500MB or 20GB.",
    "setting_not_port": "GRADIO_SERVER_PORT must be a number from 0 to 65535.",
    "setting_not_amount": "{name} must be an amount in US dollars, such as 2.50.",
    "setting_not_https": "{name} must start with https:// or http://.",
    "setting_not_address": "{name} must be an address such as {example}.",
    "setting_share_without_budget": (
        "EASEL_SHARE_KEYS lets visitors spend on your keys. Set EASEL_BUDGET_VISITORS_DAILY or "
        "EASEL_BUDGET_VISITORS_TOTAL, in US dollars for all of them together, and EASEL_BUDGET_DAILY or "
        "EASEL_BUDGET_TOTAL for each person, too."
    ),
    "setting_no_home": "EASEL_DATA_DIR begins with ~ and a name that has no home here. Write it out.",
    "setting_not_log": "EASEL_LOG must be text or json.",
    "setting_not_prices": 'EASEL_PRICES must be a list such as "wan-2.7-image=0.03, phota-image-edit=0.09".',
    # Archives of a library.
    "disk_took_no_library": "The disk could not take this library. Free some space and import it again.",
    "no_room_for_library": "The disk has no room for this library. Free some space and import it again.",
    "archive_line_not_understood": "{table}.jsonl has a line that is not understood.",
    "archive_wrong_winner": "votes.jsonl has a wrong winner.",
    "archive_misses": "{table}.jsonl misses {column}.",
    "archive_wrong": "{table}.jsonl has a wrong {column}.",
    "archive_file_not_its_name": "a file is not what its name says.",
    "archive_file_is_text": "a file in it is a text.",
    "archive_file_no_media": "a file in it is no picture or video.",
    "archive_file_not_its_row": "a file is not what its row says.",
    "archive_batch_damaged": "a batch in it is damaged.",
    "archive_of_others": "it holds what belongs to somebody else here.",
    "archive_job_missing": "a file's job is missing, or under way.",
    "archive_no_zip": "it is no ZIP, or is not whole.",
    "archive_no_library": "it is no library of Easel's.",
    "archive_too_new": "a newer Easel wrote it. Update Easel first.",
    "archive_too_many_entries": "it has too many entries, or one twice.",
    "archive_holds_other": "it holds something that is no part of a library.",
    "archive_packed": "its files are packed; a library's are not.",
    "archive_entries_too_large": "its entries are larger than it is.",
    "archive_too_many_rows": "it has too many rows.",
    "archive_file_missing": "a file is missing.",
    "archive_damaged": "it is damaged.",
    "archive_line_too_long": "{table}.jsonl has a line that is too long.",
    "archive_refused": "This archive cannot be imported: {why} Nothing was changed.",
    # Planning a batch.
    "no_such_batch": "There is no such batch.",
    "no_cell_left": "No cell of this batch is left to be started.",
    "batch_running": "This batch is running. Stop it first.",
    "choose_model": "Choose at least one model.",
    "too_many_combinations": (
        "This makes {combinations} combinations ({how}); one batch takes at most {most}. Leave some out."
    ),
    "seeds_not_numbers": "Write seeds as 1-8, or as 1, 5, 9.",
    "seeds_backwards": "Write {last}-{first}: the smaller number comes first.",
    "too_many_seeds": "{part} are {seeds} seeds; one batch takes at most {most}.",
    "lists_not_lines": "Write one list a line, as in colour: red, green, blue.",
    "list_not_in_prompt": "Write {{{list}}} in the prompt where the values of {list} should stand.",
    "brace_not_closed": "There is a {{ without its }}. Write \\{{ for a plain one.",
    "group_too_large": "One group stands for more than {most} texts. Leave some out.",
    "brace_not_opened": "There is a }} without its {{. Write \\}} for a plain one.",
    # Reading files.
    "no_such_file": "There is no such file.",
    "file_gone": "This file is no longer stored.",
    "no_small_picture": "There is no small picture of this file.",
    "no_picture": "This is no picture that Easel can open. Use a JPEG, PNG, WebP, AVIF, BMP or GIF file.",
    "far_too_many_pixels": "This picture has far too many pixels to open. Use a smaller one.",
    "video_kind_not_opened": "Easel cannot open this kind of {format} video. Save it with H.264.",
    "sound_only": "This file has sound but no picture. Use a video.",
    "no_frames": "This video holds no frames. Save it again and retry.",
    "media_not_known": (
        "This is no picture or video that Easel knows. Use a JPEG, PNG, WebP, AVIF, BMP, GIF, MP4, MOV or WebM file."
    ),
    "picture_broken": "This {format} picture is broken or cut off. Save it again and retry.",
    "video_broken": "This {format} video is broken or cut off. Save it again and retry.",
    "too_many_pixels": (
        "{width} x {height} pixels are too many to open; at most {most_millions} million. Use a smaller one."
    ),
    # Jobs.
    "no_such_job": "There is no such job.",
    "answer_gone": "The answer is gone.",
    # The data directory.
    "data_dir_busy": (
        "Another Easel is already using {directory}. Stop it first, or set EASEL_DATA_DIR to another directory."
    ),
    "database_too_new": (
        "This data directory was written by a newer Easel. Update Easel, or set EASEL_DATA_DIR to another directory."
    ),
    # The library.
    "note_too_long": "This note has {characters} characters; {most} are the most.",
    "tag_length": "Give a tag of 1 to {most} characters.",
    "file_not_in_bin": "This file is not in the bin.",
    "bin_page_gone": "This page of the bin is gone. Go back to its start.",
    "file_not_in_library": "This file is not in the library.",
    "no_such_map": "There is no map called {label}. Choose one of {labels}.",
    "library_page_gone": "This page of the library is gone. Go back to its start.",
    "no_file_in_library": "None of these files is in the library.",
    "too_many_files": "{files} files are too many at once; {most} are the most. Select fewer.",
    "link_too_old": "This link is too old. Ask for the download again.",
    "blind_vote_needs": "A blind vote needs results of the same prompt by different models. Choose others.",
    "choose_side": "Choose left, right or same.",
    "vote_needs": "A vote needs results of the same prompt by different models.",
    # Profiles of people.
    "no_vendor_of_profiles": "No vendor here makes profiles.",
    "name_profile": "Give the profile a name.",
    "no_such_profile": "There is no such profile.",
    "photo_twice": "One photograph is there twice. Remove one of them.",
    "no_picture_remove": "{name} is no picture. Remove it.",
    "zip_not_written": "The ZIP could not be written. Free some disk space, then try again.",
    "photo_gone": "Photograph {number} is no longer stored. Add it again.",
    "photos_too_large": "These photographs are too large together. Use fewer.",
    # Prompts, styles and drafts.
    "draft_too_long": "This is too long to be kept as a draft.",
    "prompt_of_at_most": "Write a prompt of at most {most} characters first.",
    "name_style": "Give the style a name.",
    "style_empty": "Write what goes before or after the prompt.",
    "too_many_styles": "There are {most} styles already. Forget one first.",
    "no_such_style": "There is no such style.",
    "too_many_favourites": "There are {most} favourites already. Unmark one first.",
    # References.
    "name_not_a_word": "Use one word of letters, digits, - and _, at most 40.",
    "files_for_name": "Choose one to {most} files for a name.",
    "too_many_names": "There are {most} names already. Forget one first.",
    "no_such_name": "There is no such name.",
    "file_of_name_gone": "A file of @{name} is no longer stored. Save it again.",
    "not_small_enough": "This picture cannot be made small enough. Use another one.",
    "nothing_left_of_picture": "Nothing is left of the picture. Choose a larger part.",
    "cannot_fit": "This picture cannot be made to fit by shrinking it. Crop it, or use another one.",
    "too_large_for_mask": "The picture is too large for a mask. Use a smaller one.",
    "nothing_marked": "Nothing is marked yet. Draw on the picture first.",
    "video_broken_here": "This video is broken at this moment. Choose another one.",
    "drawing_not_opened": "This drawing cannot be opened. Draw it again, or give a PNG.",
    "no_picture_at_moment": "There is no picture at this moment of the video. Choose another one.",
    "areas_not_points": "Give areas as lists of at least two points [x, y], each between 0 and 1.",
    "crop_only_pictures": "Only a picture can be cropped. Take a frame of the video first.",
    "moment_in_seconds": "Give the moment in seconds.",
    "picture_already": "This is a picture already. Choose a video.",
    "picture_size_not_known": "The size of the picture is not known. Add the picture as a file.",
    "mask_only_pictures": "A mask is made for a picture. Take a frame of the video first.",
    "part_not_sides": "Give the part as left, top, right and bottom between 0 and 1.",
    "file_left_library": "This file is no longer in the library.",
    "no_media_to_open": "This file is no picture or video that Easel can open. Download it.",
    "name_of_picture": "@{name} stands for a picture, which this model does not take. Use words.",
    "name_of_video": "@{name} stands for a video, which this model does not take. Use words.",
    "neither_file_nor_link": "{file} is neither a file nor a link. Add a file, or a link that starts with https://.",
    "reference_gone": "{file} is no longer stored. Add it again.",
    "reference_not_stored": "This file is no longer stored. Add it again.",
    "the_picture": "The picture",
    "the_video": "The video",
    "the_named": "The {label}",
    "picture_number": "Picture {number}",
    "video_number": "Video {number}",
    "video_for_picture": "{file} is a video; this field takes pictures. Choose another file.",
    "picture_for_video": "{file} is a picture; this field takes videos. Choose another file.",
    "several": "{others} and {last}",
    "wrong_format": "{file} is a {format} file; this model takes {formats}. Save it in one of these.",
    "too_many_bytes": "{file} is {size_mb:g} MB; this model takes at most {most_mb:g} MB. Use a smaller file.",
    "too_small": (
        "{file} is {width} x {height} px; this model takes at least {least_px} px on each side. Use a larger one."
    ),
    "too_large": (
        "{file} is {width} x {height} px; this model takes at most {most_px} px on each side. Make it smaller."
    ),
    "too_long": (
        "{file} is {width} x {height} px; this model takes pictures up to {most_times:g} times as long as wide. "
        "Crop it."
    ),
    "png_with_alpha": (
        "{file} is a PNG with transparency, which this model does not take. Save it without, or as a JPEG."
    ),
    # Settings in files.
    "zip_of_different_settings": "The files in this ZIP have different settings. Unpack it and drop one of them.",
    "settings_too_large": (
        "The settings in this file are far larger than any program writes them, so they were not read."
    ),
    "settings_damaged": "The settings in this file are damaged and cannot be read.",
    "settings_too_new": "The settings in this file were written by a newer Easel. Update Easel to read them.",
    # Keys and files at vendors.
    "not_a_key": "This does not look like a key. Copy it once more, without spaces or line breaks.",
    "media_of_request_gone": "A picture or video of this request is no longer stored. Add it again.",
    # Materials.
    "map_damaged": "A map of this material is damaged and cannot be exported. Download it alone.",
    "material_file_gone": "A file of this material is no longer stored.",
    "no_room_for_zip": "The disk has no room for this ZIP. Free some space, or choose fewer targets.",
    "no_base_colour": "Maps are worked out from the base colour, and this material has none.",
    "no_vendor_of_maps": "No vendor here works out maps.",
    "choose_set": "Choose the pictures of a texture set, or a ZIP with them.",
    "too_many_set_files": "{files} files are more than one material has. Choose its pictures only.",
    "material_not_finished": "This material is not finished yet. Wait for it, then try again.",
    "no_map_of_material": "This has no map of a material. Choose a material, or say which map a picture is.",
    "no_such_work": "There is no such work.",
    "link_not_opened": "The link could not be opened.",
    "photos_count": Counted(
        "photos",
        "Use {fewest} to {most} photographs. There is {photos}.",
        "Use {fewest} to {most} photographs. There are {photos}.",
    ),
}
"""Code -> words. A code stays for good: rows of batches name it."""
