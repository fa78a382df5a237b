//! The cases, and a test of each for each site.

mod attacks;
mod logins;
mod sessions;
mod tabs;

/// Makes a test of each case for each site.
macro_rules! test_each_site {
    ($($group:ident { $($case:ident)* })*) => {
        test_each_site! { @site axum Axum $($group { $($case)* })* }
        test_each_site! { @site actix Actix $($group { $($case)* })* }
        test_each_site! { @site blocking Blocking $($group { $($case)* })* }
    };
    (@site $site:ident $framework:ident $($group:ident { $($case:ident)* })*) => {
        mod $site {
            use crate::cases;
            use crate::world::{Framework, World};

            $($(
                #[tokio::test]
                async fn $case() {
                    cases::$group::$case(World::new(Framework::$framework).await).await;
                }
            )*)*
        }
    };
}

test_each_site! {
    attacks {
        a_forged_answer_is_refused
        an_altered_answer_is_refused
        an_answer_in_a_browser_that_began_no_login_is_refused
        a_foreign_origin_is_refused
        only_the_site_signs_a_user_out
    }
    logins {
        a_login_leads_back_to_where_it_was_begun
        a_place_on_another_site_is_ignored
        without_cookies_a_page_says_so
        a_cancelled_login_can_be_begun_again
        a_login_survives_a_failure_of_the_service
        the_return_page_is_for_answers_alone
        a_request_that_no_user_makes_begins_no_login
        a_body_that_is_too_long_is_refused
        the_browser_of_the_library_signs_in
    }
    sessions {
        a_login_gives_the_session_a_new_id
        a_planted_session_is_worthless
        another_user_gets_no_data_of_the_previous_one
        signing_out_ends_the_session
    }
    tabs {
        both_tabs_end_signed_in
        a_cancel_in_one_tab_leaves_the_other
        a_second_click_is_the_same_login
        a_lost_answer_can_be_asked_for_again
        back_after_signing_in_leads_to_the_same_place
        back_after_signing_out_does_not_sign_in_again
    }
}
